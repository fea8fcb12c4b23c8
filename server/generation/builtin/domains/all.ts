import type { Domain } from "./domain";
import { todo } from "./todo";
import { accounting } from "./accounting";
import { airline } from "./airline";
import { auction } from "./auction";
import { banking } from "./banking";
import { blog } from "./blog";
import { carRental } from "./car-rental";
import { charity } from "./charity";
import { cms } from "./cms";
import { construction } from "./construction";
import { crm } from "./crm";
import { crowdfunding } from "./crowdfunding";
import { dating } from "./dating";
import { eLearning } from "./e-learning";
import { eventTicketing } from "./event-ticketing";
import { farm } from "./farm";
import { foodDelivery } from "./food-delivery";
import { forum } from "./forum";
import { games } from "./games";
import { gym } from "./gym";
import { helpdesk } from "./helpdesk";
import { hospital } from "./hospital";
import { hotel } from "./hotel";
import { identity } from "./identity";
import { insurance } from "./insurance";
import { inventory } from "./inventory";
import { iot } from "./iot";
import { laboratory } from "./laboratory";
import { lawFirm } from "./law-firm";
import { library } from "./library";
import { logistics } from "./logistics";
import { manufacturing } from "./manufacturing";
import { messaging } from "./messaging";
import { museum } from "./museum";
import { music } from "./music";
import { onlineShop } from "./online-shop";
import { parking } from "./parking";
import { payroll } from "./payroll";
import { pharmacy } from "./pharmacy";
import { photoSharing } from "./photo-sharing";
import { projectManagement } from "./project-management";
import { publicTransport } from "./public-transport";
import { realEstate } from "./real-estate";
import { recipes } from "./recipes";
import { recruitment } from "./recruitment";
import { restaurant } from "./restaurant";
import { rideSharing } from "./ride-sharing";
import { saas } from "./saas";
import { sales } from "./sales";
import { scheduling } from "./scheduling";
import { socialNetwork } from "./social-network";
import { sportsLeague } from "./sports-league";
import { streaming } from "./streaming";
import { survey } from "./survey";
import { travelAgency } from "./travel-agency";
import { university } from "./university";
import { veterinary } from "./veterinary";
import { voting } from "./voting";
import { wiki } from "./wiki";
import { propertyManagement } from "./property-management";
import { coworking } from "./coworking";
import { podcast } from "./podcast";
import { marketplace } from "./marketplace";
import { fitnessTracking } from "./fitness-tracking";
import { billing } from "./billing";
import { fleet } from "./fleet";
import { dental } from "./dental";
import { eventPlanning } from "./event-planning";
import { courier } from "./courier";
import { energy } from "./energy";
import { esports } from "./esports";
import { newspaper } from "./newspaper";
import { languageSchool } from "./language-school";
import { filmProduction } from "./film-production";
import { leave } from "./leave";
import { loyalty } from "./loyalty";
import { daycare } from "./daycare";
import { carWorkshop } from "./car-workshop";
import { salon } from "./salon";

/** Every domain, one file each. */
export const domains: readonly Domain[] = [
  accounting,
  todo,
  airline,
  auction,
  banking,
  blog,
  carRental,
  charity,
  cms,
  construction,
  crm,
  crowdfunding,
  dating,
  eLearning,
  eventTicketing,
  farm,
  foodDelivery,
  forum,
  games,
  gym,
  helpdesk,
  hospital,
  hotel,
  identity,
  insurance,
  inventory,
  iot,
  laboratory,
  lawFirm,
  library,
  logistics,
  manufacturing,
  messaging,
  museum,
  music,
  onlineShop,
  parking,
  payroll,
  pharmacy,
  photoSharing,
  projectManagement,
  publicTransport,
  realEstate,
  recipes,
  recruitment,
  restaurant,
  rideSharing,
  saas,
  sales,
  scheduling,
  socialNetwork,
  sportsLeague,
  streaming,
  survey,
  travelAgency,
  university,
  veterinary,
  voting,
  wiki,
  propertyManagement,
  coworking,
  podcast,
  marketplace,
  fitnessTracking,
  billing,
  fleet,
  dental,
  eventPlanning,
  courier,
  energy,
  esports,
  newspaper,
  languageSchool,
  filmProduction,
  leave,
  loyalty,
  daycare,
  carWorkshop,
  salon,
];
